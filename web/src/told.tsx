import type { ComponentChildren } from "preact";

const KEPT_TOGETHER = /([\w.]*-\d\w*|[\d.,]+ (?:%|m³\S*|(?:°[CF]|K|A|k?Pa|k?Wh?|h|psi|gpm|cfm|ppm|inH₂O)(?!\w)))/;

/** A sentence of the server's, its names and quantities ("AHU-2", "20 %") kept on one line. */
export function told(text: string): ComponentChildren {
  return text.split(KEPT_TOGETHER).map((part, index) => (index % 2 ? <span class="unbroken">{part}</span> : part));
}
