import type { RefObject, VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import { ApiError } from "../../client/request.js";
import { useWorkbench } from "../context.js";
import { useMounted } from "../parts/use-mounted.js";
import { messageOf } from "../parts/use-reply.js";

type Step = { kind: "open" } | { kind: "busy" } | { kind: "done" } | { kind: "failed"; message: string };

/** As the server holds it (`newPasswordSchema`), in characters. */
const SHORTEST = 10;
const CHANGED = "密码已修改。这个账号在别处的登录已全部失效，这里不用重新登录。";

/** The own password: the current one, and the new one twice. What goes wrong is said under the fields, and the focus is where it is mended. */
export function PasswordForm(): VNode {
  const { api, say } = useWorkbench();
  const isHere = useMounted();
  const [step, setStep] = useState<Step>({ kind: "open" });
  const [current, next, again] = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)];
  const refuse = (field: RefObject<HTMLInputElement | null>, message: string): void => {
    setStep({ kind: "failed", message });
    field.current?.focus();
  };

  const change = async (given: string, wanted: string): Promise<void> => {
    setStep({ kind: "busy" });
    try {
      await api.changePassword(given, wanted);
      for (const field of [current, next, again]) empty(field);
      setStep({ kind: "done" });
      say(CHANGED);
    } catch (cause) {
      const message = cause instanceof ApiError && cause.code === "wrong_password" ? "当前密码不对，请重新输入。" : messageOf(cause);
      if (!isHere()) return say(`密码没有修改：${message}`);
      empty(current);
      refuse(current, message);
    }
  };

  const submit = (event: Event): void => {
    event.preventDefault();
    if (step.kind === "busy") return;
    const [given, wanted] = [current.current!.value, next.current!.value];
    if (given === "") return refuse(current, "请输入当前密码。");
    if ([...wanted].length < SHORTEST) return refuse(next, `新密码至少 ${SHORTEST} 个字符。`);
    if (wanted !== again.current!.value) return refuse(again, "两次输入的新密码不同。");
    void change(given, wanted);
  };

  return (
    <form class="card account__form" method="post" onSubmit={submit} noValidate aria-labelledby="password-title">
      <h2 class="wb-subtitle" id="password-title">修改密码</h2>
      <PasswordField name="当前密码" autocomplete="current-password" field={current} />
      <PasswordField name={`新密码（至少 ${SHORTEST} 个字符）`} autocomplete="new-password" field={next} />
      <PasswordField name="再输一遍新密码" autocomplete="new-password" field={again} />
      <p class="field__fault" role="alert">{step.kind === "failed" && step.message}</p>
      {step.kind === "done" && <p class="notice">{CHANGED}</p>}
      <button type="submit" class="primary-button" aria-disabled={step.kind === "busy"}>{step.kind === "busy" ? "正在修改…" : "修改密码"}</button>
    </form>
  );
}

/** The field is gone where the view was left meanwhile. */
function empty({ current }: RefObject<HTMLInputElement | null>): void {
  if (current) current.value = "";
}

interface FieldProps {
  name: string;
  autocomplete: "current-password" | "new-password";
  field: RefObject<HTMLInputElement | null>;
}

/** The field alone knows what is written in it. */
function PasswordField({ name, autocomplete, field }: FieldProps): VNode {
  return (
    <label class="field">
      <span class="field__name">{name}</span>
      <input ref={field} class="field__input" type="password" autocomplete={autocomplete} maxLength={200} />
    </label>
  );
}
