import { useEffect, useRef } from "preact/hooks";

/** Tells whether the view is still there: what ends after it was left takes nobody away from another one. */
export function useMounted(): () => boolean {
  const mounted = useRef(true);
  useEffect(
    () => () => {
      mounted.current = false;
    },
    [],
  );
  return () => mounted.current;
}
