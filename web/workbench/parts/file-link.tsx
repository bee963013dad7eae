import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import { useWorkbench } from "../context.js";
import { messageOf } from "./use-reply.js";

interface Props {
  class: string;
  /** The server's address of the file, without a slash before it. */
  path: string;
  children: ComponentChildren;
}

/** Saves a file of the server's. The session is looked at first: where it is over, a plain link would save the refusal as a file. */
export function FileLink({ class: name, path, children }: Props): VNode {
  const { api } = useWorkbench();
  const [fault, setFault] = useState("");
  const href = api.open.address(path);
  const save = async (event: MouseEvent): Promise<void> => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    setFault("");
    try {
      await api.get("api/staff/session");
      window.location.assign(href);
    } catch (cause) {
      setFault(messageOf(cause));
    }
  };
  return (
    <>
      <a class={name} href={href} download onClick={(event) => void save(event)}>{children}</a>
      {fault !== "" && <span role="alert">{fault}</span>}
    </>
  );
}
