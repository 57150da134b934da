import type { ServiceName } from "#contracts/generated/events.ts";
import { passwordVariable, users } from "../rabbitmq/users.ts";

type UserName = ServiceName | "admin" | "operator" | "observer" | "counter";

/** A different password for each user of the broker, as in the environment. */
export const passwords = Object.fromEntries(
  users.map((user) => [passwordVariable(user), `${user.name}-of-the-tests`]),
) as Readonly<Record<`RABBITMQ_${Uppercase<UserName>}_PASSWORD`, string>>;
