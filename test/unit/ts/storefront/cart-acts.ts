/** What a shopper and WooCommerce's scripts do to a cart. */
import { Shop, type Tab } from './shop.ts';

export const html = `
	<form class="cart"><input class="qty" name="quantity"><button name="add-to-cart" value="1" class="single_add_to_cart_button">Add</button></form>
	<a class="button add_to_cart_button ajax_add_to_cart" data-product_id="1" href="?add-to-cart=1">Add</a>
	<a class="remove" data-product_id="1">x</a>
	<form class="woocommerce-cart-form"><input class="qty"><button name="update_cart">Update</button></form>
	<div class="wc-block-components-quantity-selector"><button class="wc-block-components-quantity-selector__button--plus">+</button></div>
	<button class="wc-block-cart-item__remove-link">remove</button>
	<a id="elsewhere">About</a>`;

export const visit = ( shop: Shop, more: Parameters< Shop[ 'visit' ] >[ 0 ] = {} ) => shop.visit( { html, ...more } );
export const BUTTON = 'a.add_to_cart_button';
export const PLUS = 'button[class*=plus]';

/** [id, quantity] of each AddToCart of these tabs. */
export const adds = ( ...tabs: Tab[] ) =>
	tabs.flatMap( ( tab ) =>
		tab.pushes( 'add_to_cart' ).map( ( push ) => {
			const { items } = push.ecommerce as { items: { item_id: string; quantity: number }[] };
			return [ items[ 0 ]?.item_id, items[ 0 ]?.quantity ];
		} )
	);

/** A plain form sends itself when its button is pressed. */
export const submit = ( tab: Tab, selector = 'form.cart' ) => tab.click( `${ selector } button` );

/** What WooCommerce's own scripts ask the shop. */
export const ADD = '/?wc-ajax=add_to_cart';
export const REFRESH = '/?wc-ajax=get_refreshed_fragments';
export const REMOVE = '/?wc-ajax=remove_from_cart';
export const BATCH = '/wp-json/wc/store/v1/batch?_locale=user';
