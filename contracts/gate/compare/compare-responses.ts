import { type Operation, type Response, schemaIn } from "../schema/api/api-operations.ts";
import { differences } from "../schema/differences.ts";
import { breaking, responseChange } from "./api-change.ts";
import { type Change, compatible, when } from "./change.ts";

/** Changes of the responses of an operation. Existing clients must be able to read them. */
export function compareResponses(old: Operation, newer: Operation, clients: string): readonly Change[] {
  const statuses = new Set([...old.responses.keys(), ...newer.responses.keys()]);
  return [...statuses].flatMap((status): readonly Change[] => {
    const [was, is] = [old.responses.get(status), newer.responses.get(status)];
    const label = `${newer.name}: the response ${status}`;
    if (was && is) return compareResponse(was, is, label, clients);
    const place = (is ?? was)?.place ?? newer.place;
    // Clients handle unknown 4xx and 5xx statuses by their class, but not an unknown success status.
    if (!was && /^[45]/.test(status))
      return [compatible(place, `${label} is new`, "Clients handle 4xx and 5xx by their class.")];
    if (!is && /^[45]/.test(status))
      return [compatible(place, `${label} was removed`, "Clients do not depend on a failure.")];
    return [
      breaking(
        place,
        clients,
        is ? `${label} is new: clients do not know this success status` : `${label} was removed`,
      ),
    ];
  });
}

function compareResponse(old: Response, newer: Response, label: string, clients: string): readonly Change[] {
  const { place } = newer;
  return [
    ...[...old.content.keys()]
      .filter((type) => !newer.content.has(type))
      .map((type) => breaking(place, clients, `${label} is no longer sent as ${type}`)),
    ...[...newer.content].flatMap(([type, is]): readonly Change[] => {
      const was = old.content.get(type);
      if (was) return differences(was, is).map((one) => responseChange(one, is, label, clients));
      const what = `${label} may now be sent as ${type}`;
      return old.content.size > 0
        ? [breaking(is, clients, what)]
        : [compatible(is, what, "It had no body: no client reads one yet.")];
    }),
    ...compareHeaders(old, newer, label, clients),
  ];
}

function compareHeaders(old: Response, newer: Response, label: string, clients: string): readonly Change[] {
  const names = new Set([...old.headers.keys(), ...newer.headers.keys()]);
  return [...names].flatMap((name): readonly Change[] => {
    const [was, is] = [old.headers.get(name), newer.headers.get(name)];
    if (!is) return [breaking(newer.place, clients, `${label} no longer has the header ${name}`)];
    const header = `the header ${name}`;
    if (!was) return [compatible(is, `${label} now has ${header}`, "Clients ignore unknown headers.")];
    const [schemaWas, schemaIs] = [schemaIn(was), schemaIn(is)];
    const [always, alwaysNow] = [was.schema.required === true, is.schema.required === true];
    return [
      ...when(
        always && !alwaysNow,
        breaking(is, clients, `${label} may now omit ${header}, which it always had`),
      ),
      ...when(
        !always && alwaysNow,
        compatible(is, `${label} now always has ${header}`, "Clients that handle it as optional still work."),
      ),
      ...(schemaWas && schemaIs
        ? differences(schemaWas, schemaIs).map((one) =>
            responseChange(one, is, `${label}: ${header}`, clients),
          )
        : []),
    ];
  });
}
