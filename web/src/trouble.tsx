import { Heading } from "./heading";
import { begin } from "./manage";
import type { Problem } from "./records";
import { words } from "./words/en";
import { behind } from "./words/en_behind";

/** Nothing to show, and the reason, in the server's own words where it gave some. */
export function Trouble({ problem }: { problem: Problem | null }) {
  return (
    <main class="notice-screen">
      <Heading of="trouble">{problem ? behind.trouble.title : behind.trouble.unreachable}</Heading>
      {problem ? (
        <>
          <p class="lead">{problem.title}</p>
          {problem.detail && <p>{problem.detail}</p>}
        </>
      ) : (
        <p class="lead">{behind.trouble.unreachableHint}</p>
      )}
      <button type="button" class="main-button" onClick={() => void begin()}>
        {words.tryAgain}
      </button>
    </main>
  );
}
