import { useEffect, useRef } from "preact/hooks";
import { addresses } from "#stage/page/parts/addresses.ts";
import { Logo } from "#stage/page/parts/header/logo.tsx";
import { ThemeButton } from "#stage/page/parts/header/theme-button.tsx";
import { inRussian, language } from "../browser/language.ts";
import type { Learner } from "../browser/learner.ts";
import { lessonPages, material } from "../model/material.ts";
import { lessonAddress, type Route } from "../model/route.ts";
import { Course, CourseList } from "./course.tsx";
import { ExamCase, ExamList } from "./exam.tsx";
import { LessonView } from "./lesson/lesson.tsx";
import { QuestionView } from "./question.tsx";

/** The lessons' page. */
export function App({ learner }: { learner: Learner }) {
  const route = learner.route.value;
  const main = useRef<HTMLElement>(null);
  const title = titleOf(route);
  const isFirst = useRef(true);
  useEffect(() => {
    document.title = `${title} · Pas de Cinq`;
    // Who follows a link continues at its beginning, by keyboard as well.
    if (!isFirst.current) main.current?.querySelector("h2")?.focus();
    isFirst.current = false;
    scrollTo(0, 0);
  }, [title]);
  return (
    <div class="learn">
      <LearnHeader route={route} />
      <main class={`learn-main at-${route.page}`} ref={main}>
        {(route.page === "lesson" || route.page === "question") && <CourseList learner={learner} />}
        <div class="learn-content">
          <Content learner={learner} route={route} />
        </div>
      </main>
    </div>
  );
}

function Content({ learner, route }: { learner: Learner; route: Route }) {
  switch (route.page) {
    case "lesson": {
      const lesson = lessonPages.find(({ name }) => name === route.name);
      return lesson ? (
        <LessonView
          key={lessonAddress(lesson.name, route.seed, route.knobs)}
          learner={learner}
          lesson={lesson}
          route={route}
        />
      ) : (
        <Missing />
      );
    }
    case "question": {
      const question = material.questions.find(({ number }) => number === route.number);
      return question ? <QuestionView key={question.number} question={question} /> : <Missing />;
    }
    case "exam":
      if (route.number === undefined) return <ExamList learner={learner} />;
      return material.cases.includes(route.number) ? (
        <ExamCase key={route.number} learner={learner} number={route.number} />
      ) : (
        <Missing />
      );
    default:
      return <Course learner={learner} />;
  }
}

function titleOfLesson(named: string): string {
  const { title = "Lessons" } = lessonPages.find(({ name }) => name === named) ?? {};
  return inRussian(title) ?? title;
}

function titleOf(route: Route): string {
  switch (route.page) {
    case "lesson":
      return titleOfLesson(route.name);
    case "question":
      return `Question ${route.number}`;
    case "exam":
      return route.number === undefined ? "Exam" : `Case ${route.number}`;
    default:
      return "Lessons";
  }
}

const Missing = () => (
  <section aria-label="Not found">
    <h2 tabIndex={-1}>There is nothing at this address</h2>
    <p>
      <a href="#lessons">All lessons</a>
    </p>
  </section>
);

/** The page of the company from which the lessons were opened; by default the live one, where a server has one. */
const isFromTab = new URLSearchParams(location.search).get("from") === "tab";
const home = (isFromTab ? undefined : addresses.live) ?? addresses.tab ?? "./";

function LearnHeader({ route }: { route: Route }) {
  const here = (is: boolean) => (is ? "page" : undefined);
  const isRussian = language.value === "ru";
  return (
    <header>
      <h1>
        <a href={home} title="The company">
          <Logo />
          Pas de Cinq
        </a>
      </h1>
      <nav aria-label="Pages">
        <a href="#lessons" aria-current={here(route.page !== "exam")}>
          Lessons
        </a>
        <a href="#exam" aria-current={here(route.page === "exam")}>
          Exam
        </a>
        <a href={home}>The company</a>
      </nav>
      <div class="header-buttons">
        <button
          type="button"
          class="quietly"
          lang={isRussian ? "en" : "ru"}
          onClick={() => {
            language.value = isRussian ? "en" : "ru";
          }}
        >
          {isRussian ? "In English" : "По-русски"}
        </button>
        <ThemeButton />
      </div>
    </header>
  );
}
