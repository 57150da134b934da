import { expect } from "chai";
import { describeOnRabbitMq } from "#tooling/servers/describe.ts";
import { lessons } from "../index.ts";
import { proveLesson } from "../prove-lesson.ts";
import { nameRabbitMq } from "./name-rabbitmq.ts";

describeOnRabbitMq("every lesson on a real RabbitMQ", (rabbitmq) => {
  nameRabbitMq(rabbitmq);

  for (const lesson of lessons.filter(({ ground }) => ground === "server")) {
    it(`${lesson.name}: both sides measure what it claims`, async () => {
      expect((await proveLesson(lesson, 1)).contradictions).to.deep.equal([]);
    });
  }
});
