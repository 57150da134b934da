export { contracts } from "#contracts/contracts.ts";
