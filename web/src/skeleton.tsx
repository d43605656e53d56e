import { words } from "./words/en";

/** Stands where the card will stand, in its measures, so that nothing jumps when it comes. */
export function Skeleton() {
  return (
    <main class="skeleton" aria-busy="true">
      <h1 class="for-screen-readers">{words.loading}</h1>
      <div class="skeleton-card" aria-hidden="true">
        {["place", "title", "title", "because", "because", "fact", "fact", "fact", "fact"].map((part, index) => (
          <i key={index} class={part} />
        ))}
      </div>
      <div class="actions" aria-hidden="true">
        <i class="answer" />
      </div>
    </main>
  );
}
