/** What examples of several APIs have in common: one shopper's order, where it goes, and what came of it. Only documents are made of it. */
export const PRODUCT = 'prd_0linenshirt';
export const ORDER = 'ord_01kbzq3v5n8m2c7x4f6d9h1j0p';
export const NUMBER = '20261121-4F7K2M9-C';
export const SHIPMENT = 'shp_7m2c9x4v1n8k5q3z6h0j';
export const SHOPPER = 'usr_4q8z1n6m3c7v2x9k5h0j';
export const KEY = { 'idempotency-key': '6f0c3a52-0d5e-4c6a-9a86-1f7f0d8c2b11' };
export const ADDRESS = {
  recipient: '林美',
  phone: '+8613800138000',
  line1: '长乐路 88 号',
  district: '静安区',
  city: '上海',
  region: '上海',
  postalCode: '200040',
  country: 'CN',
};
