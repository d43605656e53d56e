import { lazily } from "./lazily";
import { AllClear } from "./all_clear";
import { Card } from "./card";
import { Header } from "./header";
import { Notices } from "./notices";
import { answerTo, usePage } from "./page_state";
import { useView } from "./route";
import { Skeleton } from "./skeleton";

const Answered = lazily(() => import("./answered").then((module) => module.Answered));
const Why = lazily(() => import("./why").then((module) => module.Why), Skeleton);
const Steps = lazily(() => import("./steps").then((module) => module.Steps), Skeleton);
const History = lazily(() => import("./history").then((module) => module.History), Skeleton);
const Complain = lazily(() => import("./complain").then((module) => (module.keepRooms(), module.Complain)), Skeleton);
const TokenScreen = lazily(() => import("./token_screen").then((module) => module.TokenScreen), Skeleton);
const Trouble = lazily(() => import("./trouble").then((module) => module.Trouble), Skeleton);

export function App() {
  const page = usePage();
  return (
    <>
      <Header />
      <Face />
      <div class="for-screen-readers" aria-live="polite">
        {page.spoken}
      </div>
    </>
  );
}

function Face() {
  const { token, choice, problem, reachable } = usePage();
  const view = useView();
  if (token !== "held") return <TokenScreen refused={token === "refused"} />;
  if (!choice) return problem || !reachable ? <Trouble problem={problem} /> : <Skeleton />;
  if (view === "history") return <History />;
  if (view === "complain") return <Complain />;
  const { recommendation } = choice;
  if (!recommendation) return <AllClear choice={choice} />;
  if (view === "why") return <Why recommendation={recommendation} />;
  if (view === "steps") return <Steps recommendation={recommendation} />;
  const answer = answerTo(recommendation.id);
  return (
    <main key={recommendation.id}>
      <Notices />
      {answer && answer.said !== "accepted" ? (
        <Answered recommendation={recommendation} answer={answer} />
      ) : (
        <Card recommendation={recommendation} answer={answer} />
      )}
    </main>
  );
}
