import { ignore, reaction } from "#messaging/reaction.ts";
import { menuOf, menus } from "./menu.ts";

/** A restaurant's menu changed: orders are priced by it from now on. */
export const onMenuChanged = reaction("restaurants.menu-changed.v1", {
  reads: ({ restaurantId }) => ({ menu: menus(restaurantId) }),
  react({ menu }, { data }) {
    if (menu && menu.revision >= data.revision) {
      return ignore(`revision ${menu.revision} is known already, and this is ${data.revision}`);
    }
    return { save: { menu: menuOf(data) } };
  },
});
