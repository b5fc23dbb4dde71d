/** The mapping of the UCI Online Retail file (dataset 352): a year of a British gift shop's invoices. */

import type { ImportMappingInput } from '../import-mapping.ts';

export const uciOnlineRetail: ImportMappingInput = {
  source: 'uci-online-retail',
  rows: 'order lines',
  currency: 'GBP',
  columns: {
    userId: 'CustomerID',
    timestamp: 'InvoiceDate',
    orderId: 'InvoiceNo',
    productId: 'StockCode',
    productName: 'Description',
    price: 'UnitPrice',
    quantity: 'Quantity',
  },
  timestampFormat: 'YYYY-MM-DD HH:mm',
  traits: { country: 'Country' },
  refund: { orderIdStartsWith: 'C' },
  charges: ['POST', 'DOT', 'C2', 'D', 'M', 'S', 'B', 'CRUK', 'AMAZONFEE', 'BANK CHARGES'],
};
