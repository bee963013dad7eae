import type { WireChange } from "../../../server/schemas/versions.js";

export const CHANGE_NAMES: Readonly<Record<WireChange["kind"], string>> = { added: "新增", removed: "删除", changed: "修改", moved: "移动", renumbered: "改号", unchanged: "未变" };
export const KINDS = Object.keys(CHANGE_NAMES) as WireChange["kind"][];
