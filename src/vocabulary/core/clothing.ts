/** What is worn during hands-on work. */
export const clothing = ['fully-clothed', 'sportswear', 'undressed-as-comfortable', 'covered-by-towel'] as const
