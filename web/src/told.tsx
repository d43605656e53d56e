import type { ComponentChildren } from "preact";

const KEPT_TOGETHER = /([\w.]*-\d\w*|[\d.,]+ (?:%|[°µ]?[A-Z]\b|h\b|Pa\b|m³\S*|cfm\b))/;

/** A sentence of the server's, its names and quantities ("AHU-2", "20 %") kept on one line. */
export function told(text: string): ComponentChildren {
  return text.split(KEPT_TOGETHER).map((part, index) => (index % 2 ? <span class="unbroken">{part}</span> : part));
}
