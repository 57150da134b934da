import "#stage/page/style/page.css";
import "./style/lessons.css";
import { render } from "preact";
import { createLearner } from "./browser/learner.ts";
import { App } from "./parts/app.tsx";

const root = document.getElementById("page");
root?.replaceChildren();
if (root) render(<App learner={createLearner()} />, root);
