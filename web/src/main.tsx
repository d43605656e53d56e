import "./style/base.css";
import "./style/card.css";
import "./style/views.css";
import "./style/chart.css";
import "./style/why.css";
import "./style/steps.css";
import "./style/skeleton.css";
import "./style/complain.css";
import { render } from "preact";
import { takeTokenFromAddress } from "./api";
import { App } from "./app";
import { fetchTheRest } from "./lazily";
import { begin, watchThePhone } from "./manage";

takeTokenFromAddress();
watchThePhone();
render(<App />, document.getElementById("page")!);
void begin();

addEventListener("hashchange", () => {
  if (location.hash.startsWith("#token=")) location.reload();
});
if (import.meta.env.PROD && "serviceWorker" in navigator) {
  addEventListener("load", () => void navigator.serviceWorker.register("/service_worker.js").catch(() => undefined));
}
addEventListener("load", () => setTimeout(fetchTheRest, 300));
