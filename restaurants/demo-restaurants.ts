import type { NewRestaurant } from "./restaurant.ts";

const always = { opens: "00:00", closes: "00:00" };

/** The restaurants that the demo starts with. They are always open, so the demo works at any time. */
export const demoRestaurants: readonly NewRestaurant[] = [
  {
    restaurantId: "trattoria-sole",
    name: "Trattoria Sole",
    zone: "center",
    currency: "EUR",
    hours: always,
    open: true,
    capacity: 500,
    cookingFactor: 1,
    dishes: [
      { dishId: "margherita", name: "Pizza Margherita", price: 950, available: true },
      { dishId: "diavola", name: "Pizza Diavola", price: 1150, available: true },
      { dishId: "lasagne", name: "Lasagne al Forno", price: 1290, available: true },
      { dishId: "insalata-mista", name: "Insalata Mista", price: 690, available: true },
      { dishId: "tiramisu", name: "Tiramisu", price: 600, available: true },
    ],
  },
  {
    restaurantId: "bombay-corner",
    name: "Bombay Corner",
    zone: "center",
    currency: "EUR",
    hours: always,
    open: true,
    capacity: 300,
    cookingFactor: 0.6,
    dishes: [
      { dishId: "butter-chicken", name: "Butter Chicken", price: 1390, available: true },
      { dishId: "dal-tadka", name: "Dal Tadka", price: 1050, available: true },
      { dishId: "palak-paneer", name: "Palak Paneer", price: 1190, available: true },
      { dishId: "garlic-naan", name: "Garlic Naan", price: 350, available: true },
      { dishId: "mango-lassi", name: "Mango Lassi", price: 420, available: true },
      { dishId: "hunters-biryani", name: "Hunter's Biryani", price: 1690, available: false },
    ],
  },
  {
    restaurantId: "green-bowl",
    name: "Green Bowl",
    zone: "north",
    currency: "EUR",
    hours: always,
    open: true,
    capacity: 200,
    cookingFactor: 0.4,
    dishes: [
      { dishId: "falafel-bowl", name: "Falafel Bowl", price: 1090, available: true },
      { dishId: "salmon-bowl", name: "Salmon Bowl", price: 1450, available: true },
      { dishId: "lentil-soup", name: "Lentil Soup", price: 720, available: true },
      { dishId: "ginger-lemonade", name: "Ginger Lemonade", price: 390, available: true },
    ],
  },
  {
    restaurantId: "chez-colette",
    name: "Chez Colette",
    zone: "north",
    currency: "EUR",
    hours: always,
    open: true,
    capacity: 2,
    cookingFactor: 1,
    dishes: [
      { dishId: "quiche-lorraine", name: "Quiche Lorraine", price: 980, available: true },
      { dishId: "ratatouille", name: "Ratatouille", price: 1240, available: true },
      { dishId: "creme-brulee", name: "Crème brûlée", price: 650, available: true },
    ],
  },
];
