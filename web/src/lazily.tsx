import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

const quietly: (() => Promise<unknown>)[] = [];

/** A part that is not needed for the first look: fetched when first shown, or in the first quiet moment before. */
export function lazily<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Meanwhile: ComponentType = () => null,
): ComponentType<Props> {
  let Part: ComponentType<Props> | null = null;
  const fetched = async () => (Part ??= await load());
  quietly.push(fetched);
  return function Lazy(props: Props) {
    const [here, redraw] = useState(Part !== null);
    useEffect(() => {
      // It may have come between this drawing and now; then a redrawing is all that is missing.
      if (!here) void fetched().then(() => redraw(true), backToTheCard);
    }, []);
    return Part ? <Part {...props} /> : <Meanwhile />;
  };
}

/** A part that is gone belongs to an older page than the server has now; the card brings the newer one. */
function backToTheCard(): void {
  location.replace(location.pathname);
}

/** Fetches all such parts now. Without a network they are in the service worker's keeping, or come later. */
export function fetchTheRest(): void {
  for (const fetched of quietly) void fetched().catch(() => undefined);
}
