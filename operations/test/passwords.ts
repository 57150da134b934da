import type { ServiceName } from "#contracts/generated/events.ts";
import { passwordVariable, users } from "../rabbitmq/users.ts";

type UserName = ServiceName | "admin" | "operator" | "observer" | "counter";

/** Passwords for the broker's users, each another, as the environment has them. */
export const passwords = Object.fromEntries(
  users.map((user) => [passwordVariable(user), `${user.name}-of-the-tests`]),
) as Readonly<Record<`RABBITMQ_${Uppercase<UserName>}_PASSWORD`, string>>;
