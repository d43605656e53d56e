import { useEffect, useState } from "preact/hooks";

/** What is open. Each view but the card is an entry in the browser's history, so that the back gesture leaves it. */
const BEHIND = ["why", "steps", "history", "complain"] as const;
export type View = "card" | (typeof BEHIND)[number];

export function view(): View {
  return BEHIND.find((name) => location.hash === `#${name}`) ?? "card";
}

const CHANGED = "plantroom:view";

export function open(next: View): void {
  history.pushState({ inside: true }, "", `#${next}`);
  dispatchEvent(new Event(CHANGED));
}

export function back(): void {
  if ((history.state as { inside?: boolean } | null)?.inside) return history.back();
  history.replaceState(null, "", location.pathname);
  dispatchEvent(new Event(CHANGED));
}

export function useView(): View {
  const [current, setCurrent] = useState(view);
  useEffect(() => {
    const follow = () => setCurrent(view());
    addEventListener("popstate", follow);
    addEventListener(CHANGED, follow);
    return () => {
      removeEventListener("popstate", follow);
      removeEventListener(CHANGED, follow);
    };
  }, []);
  return current;
}
