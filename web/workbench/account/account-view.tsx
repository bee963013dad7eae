import type { VNode } from "preact";
import { useWorkbench } from "../context.js";
import { ROLE_NAMES } from "../session/role-names.js";
import type { View } from "../view.js";
import { PasswordForm } from "./password-form.js";

/** 账户: who is signed in, and the way to another password. The account's name in the bar leads here. */
function AccountPage(): VNode {
  const { session } = useWorkbench();
  return (
    <>
      <div class="card wb-panel">
        <h1 class="wb-title">账户</h1>
        <dl class="facts">
          <div class="facts__item"><dt>账号名</dt><dd>{session.name}</dd></div>
          <div class="facts__item"><dt>角色</dt><dd>{ROLE_NAMES[session.role]}</dd></div>
        </dl>
      </div>
      <PasswordForm />
    </>
  );
}

export const accountView: View = { id: "account", name: "账户", component: AccountPage };
