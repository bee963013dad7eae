import type { ComponentChildren, VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** The heading of a page that one comes to from another of the same view: it takes the focus, as a new page would. */
export function Heading({ children, arrived }: { children: ComponentChildren; arrived: boolean }): VNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!arrived) return;
    heading.current?.focus();
    window.scrollTo(0, 0);
  }, []);
  return <h1 class="wb-title heading" tabIndex={-1} ref={heading}>{children}</h1>;
}
