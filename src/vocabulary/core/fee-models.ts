/** How the price is made. */
export const feeModels = ['fixed', 'sliding', 'pay-what-you-can', 'free', 'voucher'] as const
