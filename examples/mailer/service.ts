import { end, event, outsideCall, reaction } from "#messaging/reaction.ts";
import { performs, service } from "#messaging/service.ts";
import { hears } from "../contracts/hears.ts";

/** The port to a mail server. The key is the same each time a mail is sent again. */
export interface MailServer {
  send(mail: Mail, key: string): Promise<void>;
}

export interface Mail {
  readonly memberId: string;
  readonly to: string;
  readonly text: string;
}

const mailSent = end<{ readonly memberId: string }>("mailer.mail-sent", {
  subject: ({ memberId }) => memberId,
  identity: ({ memberId }) => memberId,
});

const sendMail = outsideCall<Mail, { readonly memberId: string }>("mailer.send-mail", mailSent);

const onMemberJoined = reaction("signup.member-joined.v1", {
  reads: () => ({}),
  react: (_, { data: { email, memberId } }) => ({
    call: [sendMail.with(`welcome:${memberId}`, { memberId, to: email, text: "Welcome to the club!" })],
  }),
});

const onMailSent = reaction(mailSent, {
  reads: () => ({}),
  react: (_, { data: { memberId } }) => ({
    publish: [event("mailer.welcome-sent.v1", memberId, { memberId })],
  }),
});

/** Welcomes each new member by mail. */
export const mailerService = service({
  name: "mailer",
  hears: hears.mailer,
  reactions: [onMemberJoined, onMailSent],
  calls: [sendMail],
});

/** How the service makes its outside calls. */
export const mailerCalls = (server: MailServer) => [
  performs(sendMail, async (mail, { key }) => {
    await server.send(mail, key);
    return { memberId: mail.memberId };
  }),
];
