import { instant } from "#messaging/instant.ts";
import { beginning, idOf, type Message } from "#messaging/message.ts";
import { signUp } from "./service.ts";

/** The command to sign up. Its id follows from the member's: a repeated command is handled once. */
export const signingUp = (memberId: string, email: string, nowMs: number): Message =>
  beginning({
    id: idOf(`${signUp.type}/${memberId}`),
    type: signUp.type,
    source: "/signup",
    subject: memberId,
    time: instant(nowMs),
    data: { email },
  });
