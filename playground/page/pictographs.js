// How do the emoji look that are drawn here, so that they look alike on every machine, fonts or none?

import { drawing } from "./dom.js";

const disc = (radius) => `M10 ${10 - radius}a${radius} ${radius} 0 1 1 0 ${2 * radius} ${radius} ${radius} 0 0 1 0-${2 * radius}z`;
const ball = (fill) => [{ d: disc(7.6), fill }];
const square = (fill) => [{ d: "M4.5 2.800h11a1.7 1.7 0 0 1 1.7 1.700v11a1.7 1.7 0 0 1-1.7 1.700h-11a1.7 1.7 0 0 1-1.7-1.700v-11a1.7 1.7 0 0 1 1.7-1.700z", fill }];
const RED = "#d8403a";
const AMBER = "#f0a51f";
const GREEN = "#2ba35f";
const WHITE = "#ffffff";

// Layers from back to front; a layer is filled, or drawn as a line.
const DRAWN = {
  large_green_circle: ball(GREEN),
  large_blue_circle: ball("#3d86dd"),
  large_yellow_circle: ball("#e8bd2c"),
  large_orange_circle: ball("#ea8423"),
  red_circle: ball(RED),
  white_circle: [{ d: disc(7.6), fill: "#9aa8a6" }, { d: disc(6.1), fill: "#f3f6f6" }],
  large_green_square: square(GREEN),
  large_red_square: square(RED),
  no_entry: [{ d: disc(8), fill: RED }, { d: "M5.2 8.400h9.600v3.200H5.200z", fill: WHITE }],
  white_check_mark: [...square(GREEN), { d: "M6 10.3 8.9 13.2 14.2 7", stroke: WHITE, width: 2 }],
  x: [{ d: "M5 5 15 15M15 5 5 15", stroke: RED, width: 3 }],
  warning: [
    { d: "M10 2.8 17.6 16.600H2.400z", fill: AMBER, stroke: AMBER, width: 2 },
    { d: "M10 7.400v4.4", stroke: "#3b2a05", width: 1.9 },
    { d: "M10 14.600v.1", stroke: "#3b2a05", width: 2 },
  ],
  coffee: [
    { d: "M6.5 2.200c-1 1.2.9 1.7-.1 3M9.9 2.200c-1 1.2.9 1.7-.1 3", stroke: "#a9b4b2", width: 1.2 },
    { d: "M13.4 8.600h1.500a2.2 2.2 0 0 1 0 4.400h-1.9", stroke: "#a66a42", width: 1.5 },
    { d: "M3 7h10.600v4.900a4.3 4.3 0 0 1-4.3 4.300h-2A4.3 4.3 0 0 1 3 11.900z", fill: "#a66a42" },
    { d: "M2.2 18h12.2", stroke: "#d2a67e", width: 1.5 },
  ],
  bell: [
    { d: "M8 15.800h4a2 2 0 0 1-4 0z", fill: "#b9770d" },
    { d: "M10 1.900a1.3 1.3 0 0 1 1.3 1.4 5.1 5.1 0 0 1 3.8 4.900v3.700l1.7 2.500a.8.8 0 0 1-.7 1.200H3.900a.8.8 0 0 1-.7-1.200l1.7-2.500V8.200a5.1 5.1 0 0 1 3.8-4.900A1.3 1.3 0 0 1 10 1.900z", fill: AMBER },
  ],
  alarm_clock: [
    { d: "M2.7 6.7 6 3.600M17.3 6.7 14 3.600M5.6 15.6 4.2 17.400M14.4 15.6 15.8 17.4", stroke: RED, width: 2.1 },
    { d: "M10 4.300a6.6 6.6 0 1 1 0 13.2 6.6 6.6 0 0 1 0-13.200z", fill: RED },
    { d: "M10 6a4.9 4.9 0 1 1 0 9.800A4.9 4.9 0 0 1 10 6z", fill: WHITE },
    { d: "M10 7.900v3.100l2.1 1.4", stroke: "#33403e", width: 1.3 },
  ],
};

export const pictograph = (name) => DRAWN[name] && drawing("pictograph", 20, DRAWN[name]);
