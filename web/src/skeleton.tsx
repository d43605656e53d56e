import { words } from "./words/en";

/** Stands where the card will stand, in its measures, so that nothing jumps when it comes. */
export function Skeleton() {
  return (
    <main class="skeleton" aria-busy="true">
      <p class="for-screen-readers" role="status">
        {words.loading}
      </p>
      <div aria-hidden="true">
        <i style={{ width: "45%", height: "1rem" }} />
        <i style={{ width: "92%", height: "2rem" }} />
        <i style={{ width: "64%", height: "2rem" }} />
        <i style={{ width: "100%", height: "4rem" }} />
        <i style={{ width: "100%", height: "14rem" }} />
      </div>
    </main>
  );
}
