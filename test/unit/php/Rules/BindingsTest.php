<?php
declare(strict_types=1);

namespace Duet\Test\Rules;

require_once __DIR__ . '/RulesTestCase.php';

final class BindingsTest extends RulesTestCase {

	public function test_each_kind_of_rule_has_its_binding(): void {
		$when = static fn( string $type ): array => self::rule( [ 'id' => str_pad( $type, 8, 'a' ), 'when' => [ 'type' => $type, 'url' => '*', 'selector' => ' .signup ', 'layer' => 'form_sent' ] ] );
		$this->with_settings( [ 'rules' => array_map( $when, [ 'page', 'view', 'click', 'submit', 'layer' ] ) ] );
		self::assertSame(
			[
				[ 'on' => 'view', 'name' => 'Lead' ],
				[ 'on' => 'view', 'at' => '.signup', 'name' => 'Lead' ],
				[ 'on' => 'click', 'at' => '.signup', 'name' => 'Lead' ],
				[ 'on' => 'submit', 'at' => '.signup', 'name' => 'Lead' ],
				[ 'on' => 'layer', 'at' => 'form_sent', 'name' => 'Lead' ],
			],
			$this->bindings()->here()
		);
	}

	public function test_a_form_counts_when_the_merchant_says(): void {
		$form = static fn( array $part, string $url = '*' ): array => self::rule( [ 'when' => $part + [ 'type' => 'submit', 'url' => $url, 'selector' => '.ask' ] ] );
		$this->with_settings( [ 'rules' => [ $form( [ 'counts' => 'accepted', 'shown' => '.left' ] ), $form( [ 'counts' => 'sent' ] ), $form( [ 'counts' => 'shown', 'shown' => ' .thanks ' ] ), $form( [ 'counts' => 'shown', 'shown' => '' ] ) ] ] );
		self::assertSame(
			[
				[ 'on' => 'submit', 'at' => '.ask', 'name' => 'Lead' ],
				[ 'on' => 'sent', 'at' => '.ask', 'name' => 'Lead' ],
				[ 'on' => 'shown', 'until' => '.thanks', 'at' => '.ask', 'name' => 'Lead' ],
			],
			$this->bindings()->here()
		);
	}

	public function test_pages_know_whether_a_form_is_to_be_watched(): void {
		$watched = function ( array $when, string $page, bool $on = true ): bool {
			$this->with_settings( [ 'rules' => [ self::rule( [ 'on' => $on, 'when' => $when + [ 'selector' => '.ask' ] ] ) ] ] );
			return $this->bindings( $page )->counts_forms();
		};
		self::assertTrue( $watched( [ 'type' => 'submit', 'url' => '/contact/' ], '/contact/' ) );
		self::assertFalse( $watched( [ 'type' => 'submit', 'url' => '/contact/' ], '/' ) );
		self::assertFalse( $watched( [ 'type' => 'submit', 'url' => '*' ], '/', false ) );
		self::assertFalse( $watched( [ 'type' => 'click', 'url' => '*' ], '/' ) );
		self::assertTrue( $watched( [ 'type' => 'submit', 'url' => '/contact/', 'counts' => 'shown', 'shown' => '.thanks' ], '/thank-you/' ), 'the page that answers the form' );
	}

	public function test_only_rules_that_are_on_and_meant_for_the_page(): void {
		$this->with_settings(
			[
				'rules' => [
					self::rule( [ 'event' => 'Here', 'when' => [ 'type' => 'page', 'url' => '/thank-you/' ] ] ),
					self::rule( [ 'event' => 'Off', 'on' => false ] ),
					self::rule( [ 'event' => 'Elsewhere', 'when' => [ 'type' => 'page', 'url' => '/about/' ] ] ),
				],
			]
		);
		self::assertSame( [ 'Here' ], array_column( $this->bindings( '/thank-you/?utm_source=tiktok' )->here(), 'name' ) );
		self::assertSame( [], $this->bindings( '/' )->here() );
		self::assertSame( [ [ 'Here', true, true ], [ 'Off', false, true ], [ 'Elsewhere', true, false ] ], array_map( static fn( array $one ): array => [ $one['label'], $one['on'], $one['here'] ], $this->bindings( '/thank-you/' )->tried() ) );
	}

	public function test_fixed_values_are_typed_and_signed_and_aliases_resolved(): void {
		$this->with_settings(
			[
				'rules' => [
					self::rule(
						[
							'event'   => 'add to cart',
							'example' => 'add_to_cart',
							'params'  => self::params( [ 'item_id' => 'pqr456', 'item_quantity' => '2', 'value' => '12.50', 'currency' => 'eur', 'content_ids' => 'a, b,' ] ),
						]
					),
				],
			]
		);
		$params = [ 'content_id' => 'pqr456', 'quantity' => 2, 'value' => 12.5, 'currency' => 'EUR', 'content_ids' => [ 'a', 'b' ] ];
		$signed = $this->signature()->sign_params( 'AddToCart', $params );
		self::assertArrayHasKey( 'sig', $signed );
		self::assertSame( [ [ 'on' => 'click', 'at' => '.signup', 'name' => 'AddToCart', 'params' => $signed, 'required' => [ 'content_id' ] ] ], $this->bindings()->here() );
	}

	public function test_values_of_the_page_are_told_where_to_find_and_spoil_the_signature(): void {
		$from = static fn( string $name, string $from, string $value ): array => [ 'name' => $name, 'from' => $from, 'value' => $value ];
		$this->with_settings( [ 'rules' => [ self::rule( [ 'event' => 'ViewContent', 'example' => 'view_content', 'params' => [ $from( 'content_id', 'attribute', 'data-id' ), $from( 'content_type', 'url', 'kind' ), $from( 'content_name', 'layer', 'page.title' ), $from( 'value', 'fixed', '5' ) ] ] ) ] ] );
		self::assertSame(
			[
				[
					'on'       => 'click',
					'at'       => '.signup',
					'name'     => 'ViewContent',
					'params'   => [ 'value' => 5 ],
					'from'     => [ 'content_id' => 'data:data-id', 'content_type' => 'url:kind', 'content_name' => 'layer:page.title' ],
					'required' => [ 'content_id' ],
				],
			],
			$this->bindings()->here()
		);
	}

	public function test_what_was_broken_by_hand_compiles_to_nothing(): void {
		$this->with_settings( [ 'rules' => [ self::rule( [ 'when' => [ 'type' => 'click', 'url' => '*', 'selector' => '</script><b' ] ] ), self::rule( [ 'event' => 'Refund' ] ), self::rule( [ 'params' => 'x' ] ), 'rubbish', [ 'id' => 'x' ], self::rule( [ 'event' => 'Fine' ] ) ] ] );
		self::assertSame( [ 'Fine' ], array_column( $this->bindings()->here(), 'name' ) );
		self::assertSame( [ null, null ], array_column( array_slice( $this->bindings()->tried(), 0, 2 ), 'binding' ) );
		$this->with_settings( [ 'rules' => 'rubbish' ] );
		self::assertSame( [], $this->bindings()->here() );
	}
}
