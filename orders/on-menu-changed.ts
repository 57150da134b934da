import { ignore, reaction } from "#messaging/reaction.ts";
import { menuOf, menus } from "./menu.ts";

/** A restaurant's menu changed: new orders are priced by it. */
export const onMenuChanged = reaction("restaurants.menu-changed.v1", {
  reads: ({ restaurantId }) => ({ menu: menus(restaurantId) }),
  react({ menu }, { data }) {
    if (menu && menu.revision >= data.revision) {
      return ignore(`revision ${data.revision} is not newer than ${menu.revision}`);
    }
    return { save: { menu: menuOf(data) } };
  },
});
