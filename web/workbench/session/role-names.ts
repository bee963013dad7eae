import type { Role } from "../../../server/schemas/staff.js";

export const ROLE_NAMES: Record<Role, string> = { reader: "查看", editor: "编辑", admin: "管理" };
