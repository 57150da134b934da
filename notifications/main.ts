import { contracts } from "#contracts/contracts.ts";
import { main } from "#messaging/process/main.ts";
import { notificationsHttp } from "./http.ts";
import { notificationsCalls, notificationsService } from "./service.ts";
import { smtpSender } from "./smtp-sender.ts";

/** Runs the service notifications: `node notifications/main.ts`. */
await main("notifications", {
  contracts,
  variables: {
    SMTP_URL: {
      type: "string",
      pattern: "^smtps?://",
      secret: true,
      description: "the mail server: smtp://localhost:1025",
    },
    MAIL_FROM: {
      type: "string",
      format: "email",
      default: "orders@pas-de-cinq.example",
      description: "the sender's address",
    },
  },
  assemble: ({ MAIL_FROM, SMTP_URL }) => ({
    service: notificationsService,
    performers: notificationsCalls(smtpSender({ url: SMTP_URL, from: MAIL_FROM })),
    http: notificationsHttp,
  }),
});
