import { expect } from "chai";
import { describeOnRabbitMq } from "#tooling/servers/describe.ts";
import { lessons } from "../index.ts";
import { proveLesson } from "../prove-lesson.ts";

describeOnRabbitMq("every lesson on a real RabbitMQ", (rabbitmq) => {
  let before: string | undefined;

  beforeEach(async () => {
    before = process.env.RABBITMQ_URL;
    process.env.RABBITMQ_URL = await rabbitmq().freshVhost();
  });

  afterEach(() => {
    if (before === undefined) delete process.env.RABBITMQ_URL;
    else process.env.RABBITMQ_URL = before;
  });

  for (const lesson of lessons.filter(({ ground }) => ground === "server")) {
    it(`${lesson.name}: both sides measure what it claims`, async () => {
      expect((await proveLesson(lesson, 1)).contradictions).to.deep.equal([]);
    });
  }
});
