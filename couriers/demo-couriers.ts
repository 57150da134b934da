import type { Employment } from "./courier.ts";

const hired = (zone: string, names: string): readonly Employment[] =>
  names.split(" ").map((name) => ({ courierId: name.toLowerCase(), name, zone }));

/** The couriers that the demo starts with: 40 in the center, 12 in the north. */
export const demoCouriers: readonly Employment[] = [
  ...hired("center", "Marie Jean Amir Bella Carlos Dana Emil Fatima George Hana"),
  ...hired("center", "Ines Jonas Kofi Lena Mateo Nadia Omar Petra Quentin Rosa"),
  ...hired("center", "Sven Tara Umar Vera Wim Xenia Yusuf Zoe Alma Bruno"),
  ...hired("center", "Chloe Diego Elif Felix Greta Hugo Isla Jakub Kira Luca"),
  ...hired("north", "Maja Nils Olga Paul Romy Samir Thea Ugo Vito Wanda Yara Zeno"),
];
