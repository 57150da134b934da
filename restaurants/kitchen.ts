import type { Restaurant } from "./restaurant.ts";

/** Whether the kitchen cooks as many orders as it can. */
export const isFull = ({ cooking, capacity }: Restaurant): boolean => cooking.length >= capacity;

export const startCooking = (restaurant: Restaurant, orderId: string): Restaurant => ({
  ...restaurant,
  cooking: [...restaurant.cooking, orderId],
});

export const stopCooking = (restaurant: Restaurant, orderId: string): Restaurant => ({
  ...restaurant,
  cooking: restaurant.cooking.filter((cooking) => cooking !== orderId),
});
