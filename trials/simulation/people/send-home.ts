import { setShift } from "#couriers/set-shift.ts";
import { instant } from "#messaging/instant.ts";
import { beginning, idOf } from "#messaging/message.ts";
import type { Company } from "#stage/company/company.ts";
import { team } from "./errands.ts";

/** Ends the shift of all but a few couriers before the history starts. */
export async function sendCouriersHome(company: Company, atWork: number, nowMs: number): Promise<void> {
  const home = ["center", "north"].flatMap((zone) =>
    team.filter((courier) => courier.zone === zone).slice(atWork),
  );
  await Promise.all(
    home.map(({ courierId, zone }) => {
      const { type } = setShift;
      const time = instant(nowMs);
      const data = { courierId, zone, onShift: false };
      const message = beginning({
        id: idOf(`home/${courierId}`),
        type,
        source: "/couriers",
        subject: courierId,
        time,
        data,
      });
      return company.reach("couriers").submit(message, "");
    }),
  );
}
