import { useState } from "preact/hooks";
import { Heading } from "./heading";
import { begin } from "./manage";
import { startOver } from "./page_state";
import { behind } from "./words/en_behind";

export function TokenScreen({ refused }: { refused: boolean }) {
  const [token, setToken] = useState("");
  const submit = (event: Event) => {
    event.preventDefault();
    // People paste the whole address; the token is its tail.
    const bare = token.trim().replace(/^.*#token=/, "");
    if (!bare) return;
    startOver(bare);
    void begin();
  };
  return (
    <main class="notice-screen">
      <Heading of="token">{behind.token.title}</Heading>
      <p class="lead">{behind.token.lead}</p>
      {refused && (
        <p class="problem" role="alert">
          {behind.token.refused}
        </p>
      )}
      <form onSubmit={submit}>
        <label for="token">{behind.token.label}</label>
        <textarea
          id="token"
          rows={3}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          required
          value={token}
          onInput={(event) => setToken(event.currentTarget.value)}
        />
        <button type="submit" class="main-button">
          {behind.token.button}
        </button>
      </form>
      <p class="quiet">
        {behind.token.where} <code>{behind.token.command}</code>
      </p>
    </main>
  );
}
