<?php
declare(strict_types=1);

namespace Duet\Start;

use Duet\Support\Secret;

defined( 'ABSPATH' ) || exit;

/** Another active plugin with a TikTok pixel, and what its settings say. */
final class OtherPlugin {

	/**
	 * @param string      $folder     Of the plugin, which names it.
	 * @param string      $name       As its merchant knows it.
	 * @param string      $pixel_code '' if none is set or Duet cannot read it.
	 * @param Secret|null $token      Of the Events API; null if none is set or Duet cannot read it.
	 * @param string      $switch_off Where the merchant switches TikTok off in that plugin; '' if Duet can do it.
	 */
	public function __construct(
		public readonly string $folder,
		public readonly string $name,
		public readonly string $pixel_code,
		public readonly ?Secret $token,
		public readonly string $switch_off,
	) {
	}

	/**
	 * Without the token.
	 *
	 * @return array{folder: string, name: string, pixel_code: string, has_token: bool, switch_off: string}
	 */
	public function shown(): array {
		return [
			'folder'     => $this->folder,
			'name'       => $this->name,
			'pixel_code' => $this->pixel_code,
			'has_token'  => null !== $this->token,
			'switch_off' => $this->switch_off,
		];
	}
}
