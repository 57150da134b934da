import { asRoutes } from "./page/model/addresses.ts";

/** What `npm start` prints once it is ready: where to watch, and commands to try. */
export function greeting(url: string, pageToken: string, tokensPath: string, seconds: string): string {
  const order = {
    restaurantId: "trattoria-sole",
    items: [{ dishId: "margherita", quantity: 2 }],
    card: "tok_ok",
    address: "1 Ballet Lane",
  };
  return `Watch it, and break it:  ${url}/#token=${pageToken}
Lessons:                 ${url}/${asRoutes.lessons}

Pas de Cinq is ready at ${url} after ${seconds} s; press Ctrl-C to stop. In another terminal:

# tokens: CUSTOMER is Ada, CUSTOMER_2 is Ben, STAFF is Sam, COURIER is Marie
source ${tokensPath}

# the menu, an order, and its status (delivered after about ten seconds)
curl -s ${url}/restaurants/trattoria-sole/menu
curl -s -X POST ${url}/orders -H "Authorization: Bearer $CUSTOMER" -H "Idempotency-Key: $(date +%s%N)" \\
  -H "Content-Type: application/json" \\
  -d '${JSON.stringify(order)}'
curl -s ${url}/orders -H "Authorization: Bearer $CUSTOMER"

# as staff: close the restaurant, then order again
curl -s -X PATCH ${url}/restaurants/trattoria-sole -H "Authorization: Bearer $STAFF" \\
  -H "Content-Type: application/json" -d '{"open":false}'

# below: what happens, as it happens; times are UTC, as on the page
`;
}
