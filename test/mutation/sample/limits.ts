/** How many characters a name may have. */
export const longest = 10;
