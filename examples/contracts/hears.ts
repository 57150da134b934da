/** The events that each service consumes. */
export const hears = {
  signup: ["mailer.welcome-sent.v1"],
  mailer: ["signup.member-joined.v1"],
} as const;
