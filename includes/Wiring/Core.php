<?php
declare(strict_types=1);

namespace Duet\Wiring;

use Closure;
use Duet\Accuracy\Reconciliation;
use Duet\Address\Home;
use Duet\Admin\Access;
use Duet\Admin\Shop;
use Duet\Channel\Channel;
use Duet\Channel\Filters;
use Duet\Deliveries\Ledger;
use Duet\Deliveries\Resend;
use Duet\Drain\Claims;
use Duet\Drain\Clock;
use Duet\Drain\Sender;
use Duet\Drain\Upkeep;
use Duet\Event\Catalogue;
use Duet\Event\ChannelName;
use Duet\Event\Event;
use Duet\Event\Origin;
use Duet\EventsApi\Client;
use Duet\EventsApi\EventsApi;
use Duet\EventsApi\Outcome;
use Duet\EventsApi\Pauses;
use Duet\EventsApi\Payload;
use Duet\EventsApi\Rescue;
use Duet\Matching\Table as Identifiers;
use Duet\Offline\Import;
use Duet\Order\EarlierMoments;
use Duet\Order\ObjectIds;
use Duet\Order\Order;
use Duet\Order\OrderEvents;
use Duet\Order\OrderLines;
use Duet\Order\Refunds;
use Duet\Outbox\Budget;
use Duet\Outbox\Database;
use Duet\Outbox\Entry;
use Duet\Outbox\Flood;
use Duet\Outbox\Outbox;
use Duet\Outbox\Schema as Table;
use Duet\Pipeline;
use Duet\Policy\Policy;
use Duet\Policy\Refusal;
use Duet\Product\ContentId;
use Duet\Product\Item;
use Duet\Report\Health;
use Duet\Report\Refusals;
use Duet\Rules\Bindings;
use Duet\Rules\Examples;
use Duet\Rules\Parameters;
use Duet\Rules\UrlPattern;
use Duet\Rules\Validation;
use Duet\Settings\Pixel;
use Duet\Settings\Schema;
use Duet\Settings\Settings;
use Duet\Settings\Tokens;
use Duet\Snapshot\CountedOrders;
use Duet\Snapshot\OrderMeta;
use Duet\Snapshot\Snapshot;
use Duet\Support\Callbacks;
use Duet\Support\Guard;
use Duet\Support\IdKey;
use Duet\Support\Log;
use Duet\Support\Signature;
use Duet\Sweep\OrderPages;
use Duet\Sweep\StoredOrder;
use Duet\Sweep\Sweep;
use Duet\Visitor\Customer;
use Duet\Visitor\SwitchedUser;
use Duet\Withdrawal\PlacedOrders;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/** What every room needs: each object is made once, here, and handed on. Makes objects and adds no hook. */
final class Core {

	public readonly Log $log;
	public readonly Guard $guard;
	public readonly Callbacks $callbacks;
	public readonly Filters $filters;
	public readonly Catalogue $catalogue;
	public readonly Schema $schema;
	public readonly Tokens $tokens;
	public readonly Settings $settings;
	public readonly Customer $customer;
	public readonly ContentId $content_id;
	public readonly Item $items;
	public readonly IdKey $key;
	public readonly Signature $signature;
	public readonly Database $database;
	public readonly Outbox $outbox;
	public readonly Flood $flood;
	public readonly Identifiers $identifiers;
	public readonly Payload $payload;
	public readonly Pauses $pauses;
	public readonly Client $client;
	public readonly Sender $sender;
	public readonly Policy $policy;
	public readonly Refusals $refusals;
	public readonly Home $home;
	public readonly Pipeline $pipeline;
	public readonly Order $order;
	public readonly ObjectIds $ids;
	public readonly EarlierMoments $moments;
	public readonly OrderEvents $events;
	public readonly Ledger $ledger;
	public readonly Access $access;
	public readonly Shop $shop;
	public readonly Budget $budget;
	public readonly Health $health;
	public readonly StoredOrder $stored;
	public readonly Resend $resend;
	public readonly OrderMeta $order_meta;
	public readonly PlacedOrders $placed;
	public readonly CountedOrders $counted;
	public readonly Validation $rules;
	public readonly Bindings $bindings;

	public function __construct( \wpdb $wpdb ) {
		$source            = dirname( DUET_FILE ) . '/src';
		$this->log         = new Log();
		$this->guard       = new Guard( $this->log );
		$this->callbacks   = new Callbacks( $this->log );
		$this->catalogue   = Catalogue::from_file( "$source/events/catalogue.json" );
		$this->filters     = new Filters( $this->callbacks, $this->catalogue, $this->log );
		$this->schema      = Schema::from_file( "$source/settings/settings.json" );
		$this->tokens      = new Tokens();
		$this->settings    = new Settings( $this->schema, $this->tokens );
		$this->customer    = new Customer( $this->settings, SwitchedUser::is_here( ... ), $this->log );
		$this->content_id  = new ContentId( $this->settings );
		$this->items       = new Item( $this->content_id );
		$this->key         = new IdKey();
		$this->signature   = new Signature( $this->key->get( ... ), new SiteIssuer( $this->settings ) );
		$this->database    = new Database( $wpdb, $this->log );
		$this->flood       = new Flood( $this->database, $this->key->get( ... ) );
		$this->outbox      = new Outbox( $this->database, $this->log, flood: $this->flood );
		$this->identifiers = Identifiers::from_file( "$source/settings/matching.json", $this->settings );
		$this->payload     = new Payload( $this->catalogue, $this->identifiers->unticked( ... ), fn(): bool => $this->settings->values()->consent->limited_data_use, $this->key->get( ... ), time( ... ) );
		$this->pauses      = new Pauses( $this->database );
		$upkeep            = new Upkeep( $this->database );
		$this->client      = Client::of_site();
		$this->home        = new Home( Home::address( ... ) );
		$this->sender      = new Sender( new Table( $this->database ), $upkeep, new Claims( $this->database ), $this->pauses, $this->client, Clock::of_database( $this->database ), $this->tokens, held: $this->home->objection( ... ) );
		$this->policy      = new Policy( $this->settings, fn( Event $event ): bool => $this->payload->has_contact( $event ) );
		$this->refusals    = new Refusals( $this->database, $this->catalogue, static fn(): string => (string) wp_date( 'Y-m-d' ), $this->guard );
		$this->pipeline    = new Pipeline( $this->catalogue, $this->policy, $this->channels(), $this->filters->event( ... ), $this->log, $this->refused( ... ), $this->vetoed( ... ) );
		$this->order       = new Order( $this->settings, new OrderLines( $this->items, $this->content_id ), $this->customer );
		$this->ledger      = new Ledger( $this->database, $upkeep );
		$this->ids         = new ObjectIds( $this->key, $this->written( ... ) );
		$this->moments     = new EarlierMoments( $this->settings->purchase_of( ... ), $this->guard, time( ... ) );
		$this->events      = new OrderEvents( $this->settings, $this->catalogue, $this->order, $this->customer, $this->ids, $this->moments->since( ... ) );
		$this->access      = new Access();
		$this->shop        = new Shop( $this->access );
		$this->order_meta  = OrderMeta::of_site( $this->database, $wpdb );
		$this->counted     = new CountedOrders( $this->guard, $this->order_meta->save( ... ) );
		$this->budget      = new Budget( $this->database, fn(): int => $this->settings->values()->table_megabytes, $this->log, $this->counted->note( ... ) );
		$this->health      = new Health( $this->settings, $this->tokens, $this->ledger, $this->pauses, $this->refusals, $this->shop->paid_orders( ... ), time( ... ), $this->home, $this->budget );
		$this->stored      = new StoredOrder( $this->events, $this->policy, $this->filters->event( ... ), time( ... ) );
		$this->resend      = new Resend( $this->settings, $this->ledger, $this->outbox, $this->payload, $this->stored->event( ... ), time( ... ), $this->stored->is_vetoed( ... ), fn( string $pixel_code ): bool => $this->pauses->resume( $pixel_code, Outcome::BadEvent ) );
		$this->placed      = new PlacedOrders( $this->database, $this->order_meta, Snapshot::META );
		$pages             = new UrlPattern( home_url() );
		$parameters        = new Parameters( $this->catalogue, new Examples( "$source/events/examples.json" ) );
		$this->rules       = new Validation( $this->catalogue, $parameters, $pages, class_exists( 'WooCommerce', false ) );
		$this->bindings    = new Bindings( $this->settings, $this->catalogue, $this->rules, $parameters, $pages, $this->signature, Bindings::of_request( ... ) );
	}

	/**
	 * Lets both nets look: for the website's sales, and for those of the offline event set.
	 *
	 * @param Closure(Sweep): int $how
	 * @return int Events brought in.
	 */
	public function sweep( Closure $how ): int {
		$net = fn( Origin $origin ): Sweep => new Sweep( $this->events, $this->settings, $this->catalogue, $this->policy, ( new OrderPages( $this->events ) )->changed( ... ), $this->ledger->of_orders( ... ), $this->pipeline->push( ... ), $this->guard, time( ... ), $origin, $this->filters->event( ... ) );
		return class_exists( 'WooCommerce', false ) ? $how( $net( Origin::Server ) ) + $how( $net( Origin::Offline ) ) : 0;
	}

	/** Sales against conversions; only where there is a shop. */
	public function sales(): Reconciliation {
		return new Reconciliation( $this->events, $this->settings, $this->policy, ( new OrderPages( $this->events ) )->changed( ... ), $this->ledger->of_orders( ... ), $this->filters->event( ... ) );
	}

	public function refunds(): Refunds {
		return new Refunds( $this->catalogue, $this->key, $this->pipeline->push( ... ), $this->guard );
	}

	/** Sales made away from this website. */
	public function import(): Import {
		$enqueue = fn( Event $event ): Entry => $this->outbox->insert( (string) $this->settings->offline_set()?->code, $event->name, $event, $this->payload->build( $event, $event->name, 'offline' ) );
		return new Import( $this->settings, $this->catalogue, $enqueue, $this->key->get( ... ), $this->shop->currency( ... ), $this->shop->country( ... ), wp_timezone( ... ), time( ... ), $this->payload->has_contact( ... ) );
	}

	/** @return list<Channel> */
	private function channels(): array {
		return $this->filters->channels( [ new EventsApi( $this->settings, $this->outbox, $this->payload, new Rescue( new Table( $this->database ), $this->outbox, $this->guard, $this->refusals->note( ... ) ), $this->refusals->note( ... ) ) ] );
	}

	/** What the thank-you page shows the pixel is what the server sends: same facts, same filter, same veto. */
	public function shown( WC_Order $order ): ?Event {
		$event = $this->events->of( $order, $this->events->since( $order, time() ) );
		return null === $event ? null : $this->filters->event( $event );
	}

	/** @return array<string, string> Per pixel why an order's Purchase is not delivered; an order that means none has no reason to be. */
	public function why_not( WC_Order $order ): array {
		$rows = $this->ledger->of_orders( [ $order->get_id() ] )[ $order->get_id() ] ?? [];
		return 'Purchase' === $this->events->name( $order ) ? $this->sales()->reasons( $order, $rows, $this->events->since( $order, time() ), time() ) : [];
	}

	/**
	 * @param non-empty-array<string, string> $own
	 * @param list<string>                    $first
	 * @return array<string, array<string, array{pixels: int, time: int}>> Event id => origin => how many of the merchant's destinations
	 *         have a row of it, and when it happened.
	 */
	private function written( array $own, array $first, int $since ): array {
		$pixels = [ ...$this->settings->destinations( Origin::Server ), ...$this->settings->destinations( Origin::Offline ) ];
		$codes  = array_map( static fn( Pixel $pixel ): string => $pixel->code, $pixels );
		return $this->ledger->written( array_values( array_unique( $codes ) ), $own, $first, $since );
	}

	/** What the policy refuses as well is the shopper's or merchant's own choice before it is that of other code. */
	private function vetoed( Event $event ): void {
		$this->refused( $event, ChannelName::EventsApi, $this->policy->refuses( $event, ChannelName::EventsApi ) ?? Refusal::Vetoed );
	}

	private function refused( Event $event, ChannelName $channel, Refusal $refusal ): void {
		if ( ChannelName::EventsApi === $channel && $refusal->counts() ) {
			$this->refusals->note( $event, $refusal->value );
		}
	}
}
