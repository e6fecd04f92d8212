<?php
declare(strict_types=1);

namespace Duet\Test\Rules;

use Duet\Rules\Validation;

require_once __DIR__ . '/RulesTestCase.php';

final class ValidationTest extends RulesTestCase {

	public function test_a_rule_that_makes_sense_has_no_errors(): void {
		foreach ( [ self::rule(), self::rule( [ 'event' => 'My Own Event' ] ), self::rule( [ 'event' => 'submit form' ] ), self::rule( [ 'when' => [ 'type' => 'layer', 'url' => '*', 'layer' => 'form sent' ] ] ) ] as $rule ) {
			self::assertSame( [], $this->errors( [ $rule ] ) );
		}
	}

	public function test_every_error_stands_beside_its_field(): void {
		$errors = $this->errors(
			[
				self::rule(),
				self::rule( [ 'id' => 'bbbbbbbb', 'when' => [ 'type' => 'click', 'url' => 'https://elsewhere.test/', 'selector' => 'a >' ] ] ),
				self::rule( [ 'id' => 'cccccccc', 'event' => 'No! Event', 'when' => [ 'type' => 'layer', 'url' => '', 'layer' => '' ] ] ),
				self::rule( [ 'event' => '', 'params' => [ [ 'name' => '', 'from' => 'fixed', 'value' => '' ] ] ] ),
			]
		);
		self::assertSame( [ 'rules.1.when.url', 'rules.1.when.selector', 'rules.2.when.url', 'rules.2.when.layer', 'rules.2.event', 'rules.3.event', 'rules.3.id' ], array_keys( $errors ) );
	}

	public function test_only_what_the_kind_of_rule_needs_is_looked_at(): void {
		foreach ( [ 'page' => [], 'view' => [ 'rules.0.when.selector' ], 'click' => [ 'rules.0.when.selector' ], 'submit' => [ 'rules.0.when.selector' ], 'layer' => [ 'rules.0.when.layer' ] ] as $type => $paths ) {
			self::assertSame( $paths, array_keys( $this->errors( [ self::rule( [ 'when' => [ 'type' => $type, 'url' => '*', 'selector' => '{}', 'layer' => ' ' ] ] ) ] ) ), $type );
		}
	}

	public function test_an_element_that_appears_is_looked_at_only_where_the_form_waits_for_it(): void {
		$paths = fn( string $counts, string $shown ): array => array_keys( $this->errors( [ self::rule( [ 'when' => [ 'type' => 'submit', 'url' => '*', 'selector' => 'form', 'counts' => $counts, 'shown' => $shown ] ] ) ] ) );
		self::assertSame( [ 'rules.0.when.shown' ], $paths( 'shown', '' ) );
		self::assertSame( [ 'rules.0.when.shown' ], $paths( 'shown', 'a >' ) );
		self::assertSame( [], $paths( 'shown', '.thanks' ) );
		self::assertSame( [], $paths( 'accepted', 'a >' ) );
	}

	public function test_what_duet_sends_by_itself_is_refused(): void {
		$event = fn( string $name, bool $shop, string $type = 'click' ): array => array_keys( $this->errors( [ self::rule( [ 'event' => $name, 'params' => self::params( [ 'value' => '1', 'currency' => 'EUR' ] ), 'when' => [ 'type' => $type, 'url' => '*', 'selector' => 'a' ] ] ) ], $shop ) );
		foreach ( [ 'Purchase', 'Complete Payment', 'Place Order', 'Refund' ] as $name ) {
			self::assertSame( [ 'rules.0.event' ], $event( $name, true ), $name );
		}
		self::assertSame( [], $event( 'Purchase', false ) );
		self::assertSame( [ 'rules.0.event' ], $event( 'Refund', false ) );
		foreach ( [ 'select_item', 'view_cart', 'Remove From Cart', 'add_shipping_info' ] as $name ) {
			self::assertSame( [ 'rules.0.event' ], $event( $name, false ), $name );
		}
		self::assertSame( [ 'rules.0.event' ], array_keys( $this->errors( [ self::rule( [ 'event' => 'Pageview', 'when' => [ 'type' => 'page', 'url' => '*' ] ] ) ] ) ) );
		self::assertSame( [], $this->errors( [ self::rule( [ 'event' => 'Pageview' ] ) ] ) );
	}

	public function test_parameters_are_checked_by_the_catalogue(): void {
		$errors = function ( string $event, array $params, string $type = 'click' ): array {
			$found = $this->errors( [ self::rule( [ 'event' => $event, 'params' => $params, 'when' => [ 'type' => $type, 'url' => '*', 'selector' => 'a' ] ] ) ] );
			return array_map( static fn( string $path ): string => substr( $path, 8 ), array_keys( $found ) );
		};
		$one    = static fn( string $name, string $value, string $from = 'fixed' ): array => [ [ 'name' => $name, 'from' => $from, 'value' => $value ] ];
		foreach ( [ '12.50', '0', '7' ] as $value ) {
			self::assertSame( [], $errors( 'Lead', $one( 'value', $value ) ), $value );
		}
		foreach ( [ '12,50', '-1', 'x', '1e3', '1.', ' ', "1\n2" ] as $value ) {
			self::assertSame( [ 'params.0.value' ], $errors( 'Lead', $one( 'value', $value ) ), $value );
		}
		self::assertSame( [ 'params.0.value' ], $errors( 'AddToCart', $one( 'item_quantity', '1.5' ) ) );
		self::assertSame( [ 'params.0.value' ], $errors( 'Lead', $one( 'currency', 'euro' ) ) );
		self::assertSame( [], $errors( 'Lead', $one( 'currency', 'eur' ) ) );
		self::assertSame( [ 'params.0.name' ], $errors( 'Lead', $one( 'search_query', 'x' ) ) );
		self::assertSame( [], $errors( 'Search', $one( 'search_query', 's', 'url' ) ) );
		self::assertSame( [ 'params.0.name' ], $errors( 'AddToCart', $one( 'contents', 'x' ) ) );
		self::assertSame( [], $errors( 'AddToCart', $one( 'content_ids', 'a, b' ) ) );
		self::assertSame( [ 'params.0.value' ], $errors( 'AddToCart', $one( 'content_ids', 'ids', 'url' ) ) );
		self::assertSame( [ 'params.1.name' ], $errors( 'AddToCart', [ ...$one( 'item_id', 'a' ), ...$one( 'content_id', 'b' ) ] ) );
		// Own events take own names, but none of a person's and none of ours.
		self::assertSame( [], $errors( 'Quiz', [ ...$one( 'answer', '42' ), ...$one( 'item_id', 'a' ) ] ) );
		foreach ( [ 'e-mail', '1st', 'email', 'phone', 'event', 'event_id', 'sig', 'ecommerce', '' ] as $name ) {
			self::assertSame( [ 'params.0.name' ], $errors( 'Quiz', $one( $name, 'x' ) ), $name );
		}
		self::assertSame( [ 'params.0.value' ], $errors( 'Quiz', $one( 'value', 'much' ) ) );
		// Where a value comes from.
		foreach ( [ [ 'url', 'plan' ], [ 'url', 'a[b]' ], [ 'attribute', 'data-plan' ], [ 'layer', 'ecommerce.items.0.price' ] ] as [ $from, $value ] ) {
			self::assertSame( [], $errors( 'Quiz', $one( 'answer', $value, $from ) ), $value );
		}
		foreach ( [ [ 'url', '?plan=' ], [ 'attribute', 'plan' ], [ 'attribute', 'onclick' ], [ 'layer', 'a b' ], [ 'layer', 'a..b' ], [ 'layer', '' ] ] as [ $from, $value ] ) {
			self::assertSame( [ 'params.0.value' ], $errors( 'Quiz', $one( 'answer', $value, $from ) ), "$from $value" );
		}
		self::assertSame( [ 'params.0.value' ], $errors( 'Quiz', $one( 'answer', 'data-plan', 'attribute' ), 'page' ) );
	}

	public function test_an_example_keeps_its_required_parameters_while_it_is_that_event(): void {
		$rule   = static fn( array $params, string $event = 'Add to Wishlist' ): array => self::rule( [ 'example' => 'add_to_wishlist', 'event' => $event, 'params' => self::params( $params ) ] );
		$errors = fn( array $rule ): array => array_keys( $this->errors( [ $rule ] ) );
		self::assertSame( [], $errors( $rule( [ 'item_id' => 'xyz987', 'item_name' => '' ] ) ) );
		self::assertSame( [], $errors( $rule( [ 'content_id' => 'xyz987' ] ) ) );
		self::assertSame( [ 'rules.0.params.0.value' ], $errors( $rule( [ 'item_id' => '', 'item_name' => 'A' ] ) ) );
		self::assertSame( [ 'rules.0.params' ], $errors( $rule( [ 'item_name' => 'A' ] ) ) );
		self::assertSame( [], $errors( $rule( [], 'Lead' ) ) );
		self::assertSame( [], $errors( self::rule( [ 'example' => 'no_such_example', 'params' => [] ] ) ) );
	}

	public function test_rubbish_is_no_fatal_error(): void {
		foreach ( [ [], [ 'rules' => 'x' ], [ 'rules' => [ 7, null, [ 'when' => 'x', 'params' => 'y', 'event' => [] ], [ 'params' => [ 1, [ 'name' => [] ] ] ] ] ] ] as $partial ) {
			self::assertIsArray( $this->validation()->check( $partial ) );
		}
	}

	/**
	 * @param list<array<string, mixed>> $rules
	 * @return array<string, string>
	 */
	private function errors( array $rules, bool $shop = false ): array {
		return $this->validation( $shop )->check( [ 'rules' => $rules ] );
	}
}
