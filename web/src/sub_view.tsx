import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { Heading } from "./heading";
import { Notices } from "./notices";
import { back } from "./route";
import { words } from "./words/en";

/** A view behind the card: its way back first, then its heading. */
export function SubView({ of, title, about, children }: { of: string; title: ComponentChildren; about?: string; children: ComponentChildren }) {
  useEffect(() => scrollTo(0, 0), []);
  return (
    <main class="sub-view">
      <button type="button" class="back" onClick={back}>
        <svg width="10" height="16" viewBox="0 0 10 16" aria-hidden="true">
          <path d="M8 2 2 8l6 6" />
        </svg>
        {words.back}
      </button>
      <Notices />
      {about && <p class="place">{about}</p>}
      <Heading of={of}>{title}</Heading>
      {children}
    </main>
  );
}
