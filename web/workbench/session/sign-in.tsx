import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { ApiError } from "../../client/request.js";
import { DisplaySwitch } from "../parts/display-switch.js";
import type { SignedOutReason } from "./use-session.js";

interface Props {
  reason: SignedOutReason;
  /** Who was signed in before, "" where nobody was. */
  name: string;
  signIn: (name: string, password: string) => Promise<void>;
}

/** Name and password. What goes wrong is said under the fields, and the password is typed anew. */
export function SignIn({ reason, name: before, signIn }: Props): VNode {
  const [name, setName] = useState(before);
  const [password, setPassword] = useState("");
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const behind = document.title;
    document.title = "登录 · 集群政策助手工作台";
    (before === "" ? nameField : passwordField).current?.focus();
    return () => {
      document.title = behind;
    };
  }, [before]);

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const missing = name.trim() === "" ? "请输入账号名。" : password === "" ? "请输入密码。" : "";
    setFault(missing);
    if (missing !== "" || busy) return void (name.trim() === "" ? nameField : passwordField).current?.focus();
    setBusy(true);
    try {
      await signIn(name.trim(), password);
    } catch (cause) {
      setBusy(false);
      setPassword("");
      setFault(cause instanceof ApiError ? cause.message : "登录没有成功，请刷新页面再试。");
      passwordField.current?.focus();
    }
  };

  return (
    <main class="sign-in">
      <form class="card sign-in__form" method="post" onSubmit={(event) => void submit(event)} noValidate>
        <h1 class="sign-in__title">集群政策助手工作台</h1>
        <Reason reason={reason} />
        <label class="field">
          <span class="field__name">账号名</span>
          <input ref={nameField} class="field__input" name="username" autocomplete="username" autocapitalize="none" spellcheck={false} maxLength={64} value={name} onInput={(event) => setName(event.currentTarget.value)} />
        </label>
        <label class="field">
          <span class="field__name">密码</span>
          <input ref={passwordField} class="field__input" name="password" type="password" autocomplete="current-password" maxLength={200} value={password} onInput={(event) => setPassword(event.currentTarget.value)} />
        </label>
        <p class="field__fault" role="alert">{fault}</p>
        <button class="primary-button" type="submit" aria-disabled={busy}>{busy ? "正在登录…" : "登录"}</button>
        <p class="sign-in__note">忘记密码请找管理员重设。连续输错 5 次，账号锁定 15 分钟。</p>
      </form>
      <DisplaySwitch />
    </main>
  );
}

function Reason({ reason }: Pick<Props, "reason">): VNode | null {
  if (reason.kind === "new") return null;
  if (reason.kind === "left") return <p class="notice" role="status">已退出登录。</p>;
  if (reason.kind === "expired") return <p class="notice notice--draft" role="status">登录已失效，请重新登录。登录后回到刚才的页面。</p>;
  return <p class="notice notice--draft" role="status">{reason.message}</p>;
}
