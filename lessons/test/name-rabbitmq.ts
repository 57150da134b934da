import type { RabbitMq } from "#tooling/servers/rabbitmq.ts";

/** Before each test, RABBITMQ_URL names a virtual host of its own, where lessons look for their RabbitMQ. */
export function nameRabbitMq(rabbitmq: () => Pick<RabbitMq, "freshVhost">): void {
  let before: string | undefined;

  beforeEach(async () => {
    before = process.env.RABBITMQ_URL;
    process.env.RABBITMQ_URL = await rabbitmq().freshVhost();
  });

  afterEach(() => {
    if (before === undefined) delete process.env.RABBITMQ_URL;
    else process.env.RABBITMQ_URL = before;
  });
}
