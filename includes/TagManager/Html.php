<?php
declare(strict_types=1);

namespace Duet\TagManager;

defined( 'ABSPATH' ) || exit;

/**
 * What the container's tags run on the site: JavaScript of 2009, for Tag Manager checks it as such. It never runs in
 * WordPress. "{{...}}" are Tag Manager's variables and stand without quotes, so that Tag Manager quotes them.
 */
final class Html {

	/** The push behind the present event. Tag Manager's merged model would add what earlier events have left in it. */
	public const PUSH = <<<'JS'
		function () {
			var layer = window[{{Duet - dataLayer name}}] || [];
			var id = {{Duet - event_id}};
			for (var i = layer.length - 1; id && i >= 0; i--) {
				if (layer[i] && layer[i].event_id === id) {
					return layer[i].event === {{Event}} ? layer[i] : undefined;
				}
			}
		}
		JS;

	/**
	 * The queue of TikTok's base code, and its script once for each pixel. No page(): Pageview is an event like the
	 * others.
	 */
	private const BASE = <<<'HTML'
		<script>
		(function (win, doc, codes) {
			if (%SILENT%) {
				return;
			}
			var methods = 'page track identify instances debug on off once ready alias group enableCookie disableCookie holdConsent revokeConsent grantConsent'.split(' ');
			function defer(queue, method) {
				queue[method] = function () {
					queue.push([method].concat([].slice.call(arguments)));
				};
			}
			function queueOf() {
				var queue = [];
				for (var i = 0; i < methods.length; i++) {
					defer(queue, methods[i]);
				}
				return queue;
			}
			// An element called ttq is no property of the window's own.
			var ttq = Object.prototype.hasOwnProperty.call(win, 'ttq') && win.ttq;
			if (!ttq) {
				win.TiktokAnalyticsObject = win.TiktokAnalyticsObject || 'ttq';
				ttq = win.ttq = queueOf();
				ttq.methods = methods;
				ttq.setAndDefer = defer;
				ttq._i = {};
				ttq._t = {};
				ttq._o = {};
				ttq.instance = function (code) {
					return ttq._i[code];
				};
				ttq.load = function (code, options) {
					var script = doc.createElement('script');
					ttq._i[code] = queueOf();
					ttq._i[code]._u = '%SCRIPT%';
					ttq._t[code] = +new Date();
					ttq._o[code] = options;
					script.async = true;
					script.src = '%SCRIPT%?sdkid=' + code + '&lib=ttq';
					doc.getElementsByTagName('head')[0].appendChild(script);
				};
			}
			for (var i = 0; i < codes.length; i++) {
				if (!ttq._i || !ttq._i[codes[i]]) {
					ttq.load(
						codes[i],
						%LIMITED% ? { historyObserver: false, limited_data_use: true } : { historyObserver: false }
					);
				}
			}
		})(window, document, {{Duet - TikTok pixel code}}.split(/[ ,]+/));
		</script>
		HTML;

	/** One event: the push in TikTok's words, under the id it was born with. */
	private const EVENT = <<<'HTML'
		<script>
		(function (ttq, push, name, codes) {
			if (!ttq || !ttq.instance || !push || !name || %SILENT%) {
				return;
			}
			var only = '%ONLY%'.split(' ');
			var words = {
				item_id: 'content_id',
				item_name: 'content_name',
				item_brand: 'brand',
				item_category: 'content_category',
				price: 'price',
				quantity: 'quantity'
			};
			var properties = {};
			function add(part) {
				for (var key in typeof part === 'object' ? part : {}) {
					if (part[key] !== undefined && only.indexOf(key) < 0 && key.indexOf('gtm.') !== 0) {
						properties[key === 'search_term' ? 'search_string' : key] = part[key];
					}
				}
			}
			function rowOf(item) {
				var row = {};
				for (var word in words) {
					if (item[word] !== undefined) {
						row[words[word]] = item[word];
					}
				}
				return row;
			}
			add(push);
			add(push.tiktok);
			add(push.ecommerce);
			if (push.ecommerce && push.ecommerce.items) {
				properties.contents = push.ecommerce.items.map(rowOf);
			}
			if (%LIMITED%) {
				properties.limited_data_use = true;
			}%IDENTIFY%
			for (var i = 0; i < codes.length; i++) {
				var pixel = ttq.instance(codes[i]);
				if (pixel) {
					%TRACK%;
				}
			}
		})(window.ttq, {{Duet - push}}, {{TikTok event name}}, {{Duet - TikTok pixel code}}.split(/[ ,]+/));
		</script>
		HTML;

	private const TRACK = 'pixel.track(name, properties, { event_id: push.event_id })';

	/**
	 * Beside identify, which is for all pixels: what waits in their common queue comes before what waits for one of
	 * them, so an event in a queue of its own would get an identity that was told after it. Our own pixel does the same
	 * (channels/pixel.ts).
	 */
	private const TRACK_IN_ORDER = 'ttq.track(name, properties, { event_id: push.event_id, pixel_code: codes[i] })';

	/** Only what is hashed leaves: another plugin may write plain addresses into user_data. */
	private const IDENTIFY = <<<'JS'

			var user = {{Duet - user_data}} || {};
			var address = [].concat(user.address || {})[0] || {};
			var person = {};
			function tell(key, value) {
				value = [].concat(value)[0];
				if (/^[0-9a-f]{64}$/.test(value)) {
					person[key] = value;
				}
			}
			tell('email', user.sha256_email_address);
			tell('phone_number', user.sha256_phone_number);
			tell('external_id', user.sha256_external_id || user.external_id);
			tell('first_name', address.sha256_first_name);
			tell('last_name', address.sha256_last_name);
			for (var known in person) {
				ttq.identify(person);
				break;
			}
		JS;

	/**
	 * @param string $script  Address of TikTok's pixel script, without query.
	 * @param string $silent  JavaScript: whether this browser's visitor wants nothing sent.
	 * @param string $limited JavaScript: whether TikTok is told to limit its use (Limited Data Use).
	 */
	public static function base( string $script, string $silent, string $limited ): string {
		return strtr( self::BASE, [ '%SCRIPT%' => $script, '%SILENT%' => $silent, '%LIMITED%' => $limited ] );
	}

	/**
	 * @param list<string> $only    Names in a push that are not for TikTok.
	 * @param bool         $user    Whether hashed identity in the dataLayer is passed on.
	 * @param string       $silent  As above.
	 * @param string       $limited As above.
	 */
	public static function event( array $only, bool $user, string $silent, string $limited ): string {
		$parts = [
			'%ONLY%'     => implode( ' ', $only ),
			'%IDENTIFY%' => $user ? self::IDENTIFY : '',
			'%TRACK%'    => $user ? self::TRACK_IN_ORDER : self::TRACK,
			'%SILENT%'   => $silent,
			'%LIMITED%'  => $limited,
		];
		return strtr( self::EVENT, $parts );
	}
}
