import { command, event, ignore, notYet, reaction, refuse } from "#messaging/reaction.ts";
import { service } from "#messaging/service.ts";
import { hears } from "../contracts/hears.ts";
import { joined, members, welcomed } from "./member.ts";

/** The command to sign up; its subject is the id of the new member. */
export const signUp = command<{ readonly email: string }>("signup.sign-up");

const onSignUp = reaction(signUp, {
  reads: (_, { subject }) => ({ member: members(subject) }),
  react({ member }, { data: { email }, subject }) {
    if (member) return refuse("taken", `${subject} is a member already`);
    return {
      save: { member: joined(email) },
      publish: [event("signup.member-joined.v1", subject, { memberId: subject, email })],
      reply: { memberId: subject },
    };
  },
});

const onWelcomeSent = reaction("mailer.welcome-sent.v1", {
  reads: ({ memberId }) => ({ member: members(memberId) }),
  react({ member }) {
    if (!member) return notYet("the member is unknown");
    if (member.status === "welcomed") return ignore("the member was welcomed before");
    return { save: { member: welcomed(member) } };
  },
});

/** Who signs up becomes a member, and is welcomed once the mail was sent. */
export const signupService = service({
  name: "signup",
  hears: hears.signup,
  reactions: [onSignUp, onWelcomeSent],
  collections: [members],
});
