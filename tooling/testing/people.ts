import type { Principal } from "#messaging/http/request/auth.ts";

// The people of the tests.
export const ada: Principal = { id: "ada", name: "Ada Lovelace", email: "ada@example.com", role: "customer" };
export const grace: Principal = { ...ada, id: "grace", name: "Grace Hopper", email: "grace@example.com" };
/** Hal's address has no domain: no event can carry it. */
export const hal: Principal = { ...ada, id: "hal", email: "hal@localhost" };
export const staff: Principal = { ...ada, id: "sam", name: "Sam", email: "sam@example.com", role: "staff" };
export const marie: Principal = { id: "marie", name: "Marie", email: "marie@example.com", role: "courier" };
export const jean: Principal = { ...marie, id: "jean", name: "Jean", email: "jean@example.com" };

export const people = [ada, grace, hal, staff, marie, jean];
