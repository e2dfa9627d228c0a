import { colours, everyOne, storage } from './choices.ts';
import type { Department } from './department.ts';

export const digital: Department = {
  id: 'digital',
  title: { en: 'Electronics', 'zh-CN': '数码电子' },
  categories: [
    { id: 'audio', title: { en: 'Audio', 'zh-CN': '音频' } },
    { id: 'phones', title: { en: 'Phones', 'zh-CN': '手机' } },
    { id: 'accessories', title: { en: 'Accessories', 'zh-CN': '配件' } },
  ],
  products: [
    {
      slug: 'earbuds',
      category: 'audio',
      price: 39900,
      stock: 250,
      buckets: 4,
      title: { en: 'Wireless earbuds', 'zh-CN': '无线耳机' },
      description: {
        en: 'Thirty hours with the case, noise cancelling, two sizes of tips.',
        'zh-CN': '含充电盒续航三十小时，主动降噪。',
      },
    },
    {
      slug: 'studio-headphones',
      category: 'audio',
      price: 79900,
      stock: 45,
      title: { en: 'Studio headphones', 'zh-CN': '录音室监听耳机' },
      description: {
        en: 'Closed, flat response, replaceable cable and pads.',
        'zh-CN': '封闭式监听，线材耳垫可更换。',
      },
    },
    {
      slug: 'pocket-speaker',
      category: 'audio',
      price: 19900,
      stock: 160,
      title: { en: 'Pocket speaker', 'zh-CN': '口袋音箱' },
      description: {
        en: 'Waterproof, twelve hours, pairs with a second one for stereo.',
        'zh-CN': '防水，十二小时续航，双机立体声。',
      },
    },
    {
      slug: 'vinyl-player',
      category: 'audio',
      price: 129900,
      stock: 0,
      title: { en: 'Record player', 'zh-CN': '黑胶唱机' },
      description: {
        en: 'Belt driven, two speeds, with a built-in pre-amplifier.',
        'zh-CN': '皮带驱动双速，内置唱放。',
      },
    },
    {
      slug: 'phone-six',
      category: 'phones',
      price: 299900,
      ...everyOne([storage(128, 256, 512), colours('black', 'white', 'green')], ({ storage: size }) => ({
        stock: size === '512gb' ? 6 : 35,
        price: { '256gb': 339900, '512gb': 409900 }[size ?? ''] ?? 299900,
      })),
      title: { en: 'Phone, 6.3 inches', 'zh-CN': '6.3 英寸手机' },
      description: {
        en: 'Two days on one charge, three cameras, seven years of updates.',
        'zh-CN': '一次充电使用两天，三摄，七年系统更新。',
      },
    },
    {
      slug: 'power-bank',
      category: 'accessories',
      price: 16900,
      stock: 220,
      title: { en: 'Power bank 20,000 mAh', 'zh-CN': '两万毫安移动电源' },
      description: {
        en: 'Charges a laptop and two phones at once.',
        'zh-CN': '可同时为笔记本与两部手机充电。',
      },
    },
    {
      slug: 'usb-hub',
      category: 'accessories',
      price: 25900,
      stock: 130,
      title: { en: 'USB-C hub, seven ports', 'zh-CN': '七合一扩展坞' },
      description: {
        en: 'Screen, network, cards and power through one cable.',
        'zh-CN': '一线连接显示器、网络、读卡与供电。',
      },
    },
    {
      slug: 'keyboard',
      category: 'accessories',
      price: 45900,
      stock: 85,
      title: { en: 'Mechanical keyboard', 'zh-CN': '机械键盘' },
      description: {
        en: 'Seventy-five per cent, hot-swappable, quiet switches.',
        'zh-CN': '七十五配列，热插拔静音轴。',
      },
    },
    {
      slug: 'phone-stand',
      category: 'accessories',
      price: 4900,
      stock: 400,
      title: { en: 'Phone stand', 'zh-CN': '手机支架' },
      description: { en: 'Folds flat; holds phones and small tablets.', 'zh-CN': '可折叠，手机小平板通用。' },
    },
    {
      slug: 'cable-straps',
      category: 'accessories',
      price: 0,
      stock: 500,
      limitPerShopper: { units: 2 },
      title: { en: 'Cable straps, free of charge', 'zh-CN': '理线带（免费）' },
      description: { en: 'Five straps from leftover felt.', 'zh-CN': '边角毛毡制成，五条装。' },
    },
  ],
};
