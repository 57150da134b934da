import { options } from "./options.mjs";

const services = "{orders,payments,restaurants,couriers,notifications}";

/** The reactions and what they stand on. */
export default options(
  "services",
  [`${services}/!(main|http|http-provider|smtp-sender|mail).ts`],
  [`${services}/test/*.test.ts`],
);
